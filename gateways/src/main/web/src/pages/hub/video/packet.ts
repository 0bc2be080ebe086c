import type { Bytes } from './nal';

/** What a message of the consumer socket carries. */
export interface Packet {
  readonly annexB: Bytes;
  /** The sender's time in µs, where a header says it. */
  readonly timestamp: bigint | undefined;
}

const CONFIG_HEADER = 13;
const FRAME_HEADER = 21;

/**
 * Tells a packet with its legacy header from bare Annex B. Both can begin 00 00 01 (a packet of 256 to 511 bytes
 * does), so a header counts only when a start code follows right behind it.
 */
export function readPacket(message: Bytes): Packet {
  const header = headerLength(message);
  if (header === 0) return { annexB: message, timestamp: undefined };
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  return { annexB: message.subarray(header), timestamp: view.getBigUint64(5) };
}

function headerLength(message: Bytes): number {
  const type = message[4] ?? 0;
  if (type < 1 || type > 5 || isFourByteStart(message)) return 0;
  const header = type <= 2 ? CONFIG_HEADER : FRAME_HEADER;
  return startsAt(message, header) ? header : 0;
}

/** 00 00 00 01 cannot begin a header: no packet is one byte long. */
function isFourByteStart(message: Bytes): boolean {
  return message[0] === 0 && message[1] === 0 && message[2] === 0 && message[3] === 1;
}

function startsAt(message: Bytes, at: number): boolean {
  const one = message[at + 2] === 0 ? at + 3 : at + 2;
  return message[at] === 0 && message[at + 1] === 0 && message[one] === 1;
}
