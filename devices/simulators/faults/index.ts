/** The door of the fault language: scripts, their text and their seeds, and proxies that lay them on a real wire. */
export type { FaultProxy } from './fault-proxy.ts';
export { createFaultyBytes, type Passage } from './faulty-bytes.ts';
export { createPtyProxy, type PtyProxyOutcome } from './pty-proxy.ts';
export { createDraw, drawFaultAt, drawFaults, type Draw } from './random-faults.ts';
export { createTcpProxy, type TcpProxyOutcome } from './tcp-proxy.ts';
export { formatFaults, noFaults, parseFaults, wireFaultKinds, type FaultScript, type WireFault, type WireFaultKind } from './wire-fault.ts';
