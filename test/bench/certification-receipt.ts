/** A receipt as long as that of a benefit certification, for what is measured with one. */
import type { ReceiptDocument, ReceiptElement } from '../../devices/receipt-printer/index.ts';

const centred = (text: string, size: 1 | 2, bold: boolean): ReceiptElement => ({ kind: 'text', text, align: 'center', size, bold });
const row = (label: string, value: string): ReceiptElement => ({ kind: 'row', label, value });

export const certificationReceipt = (name: string): ReceiptDocument => ({
  elements: [
    centred('通办示范区社会保障服务大厅', 1, true), centred('业务回执', 2, true), { kind: 'rule' },
    row('办理事项', '待遇资格认证'), row('姓名', name), row('证件号码', '990***********0010'), row('核验方式', '社保卡密码核验'), row('办理结果', '已受理'),
    row('受理号', 'PT20261122000001'), row('核验码', 'ACDE3467'), row('办理时间', '2026年11月22日 09:00'), row('终端编号', '990000000001'), { kind: 'rule' },
    { kind: 'qr', content: 'ACDE3467' }, centred('扫码或报核验码可查询办理结果', 1, false), centred('咨询电话 12333', 1, false), centred('请妥善保管，谢谢使用', 1, false),
    { kind: 'feed', lines: 2 },
  ],
});
