/** Receipts for tests of printers: one as people get it, and one long enough to be interrupted. */
import type { ReceiptDocument } from '../../devices/receipt-printer/index.ts';

export const receipt: ReceiptDocument = {
  elements: [
    { kind: 'text', text: '业务受理回执', align: 'center', size: 2, bold: true },
    { kind: 'rule' },
    { kind: 'row', label: '姓名', value: '张*' },
    { kind: 'row', label: '受理编号', value: 'TB20260715-000123' },
    { kind: 'text', text: '请妥善保管本回执。咨询电话：12333', align: 'left', size: 1, bold: false },
    { kind: 'qr', content: 'TB20260715-000123' },
  ],
};
export const longReceipt: ReceiptDocument = { elements: Array.from({ length: 40 }, (_, index) => ({ kind: 'text', text: `第${index}行`, align: 'left', size: 1, bold: false })) };
