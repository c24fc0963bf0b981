/** How a device says what happened to it: an event's name and plain details, never anything personal. */
export type DeviceLog = (event: string, details: Record<string, string | number | boolean | null>) => void;

/** For those who do not listen. */
export const noLog: DeviceLog = () => undefined;
