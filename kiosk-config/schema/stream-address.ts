/** Where a device's bytes come from and go to, as a machine profile writes it. */
import * as z from 'zod';

/** `serial:/dev/ttyUSB0?baud=115200`, `tcp://host:port`, or a kernel device such as `file:/dev/usb/lp0`. */
export const StreamAddress = z.string().regex(/^(file:\/[^?]+|serial:\/[^?]+(\?baud=\d+)?|tcp:\/\/[\w.-]+:\d{1,5})$/);
