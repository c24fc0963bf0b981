/** Where a device's bytes come from and go to, as a machine profile writes it. */
import * as z from 'zod';

const lastPort = 65_535;
const hasPort = (address: string): boolean => {
  const port = Number(address.split(':').at(-1));
  return port >= 1 && port <= lastPort;
};

const noPort = `a TCP port is a number from 1 to ${lastPort}`;

/** `tcp://host:port`. */
export const TcpAddress = z.string().regex(/^tcp:\/\/[\w.-]+:\d{1,5}$/).refine(hasPort, noPort);

/** `serial:/dev/ttyUSB0?baud=115200`, `tcp://host:port`, or a kernel device such as `file:/dev/usb/lp0`. */
export const StreamAddress = z.string()
  .regex(/^(file:\/[^?]+|serial:\/[^?]+(\?baud=\d+)?|tcp:\/\/[\w.-]+:\d{1,5})$/)
  .refine((address) => !address.startsWith('tcp:') || hasPort(address), noPort);
