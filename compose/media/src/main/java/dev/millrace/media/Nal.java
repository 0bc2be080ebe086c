package dev.millrace.media;

/**
 * One NAL unit of an H.264 stream.
 *
 * @param bytes start code, header, payload
 * @param header where the header byte stands, after the start code of 3 or 4 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // handed on untouched; nobody compares NAL units
public record Nal(byte[] bytes, int header) {

    public static final int SLICE = 1;
    public static final int IDR_SLICE = 5;
    public static final int SPS = 7;
    public static final int PPS = 8;

    /** The type by table 7-1 of H.264; 0, an unspecified one, when nothing follows the start code. */
    public int type() {
        return header < bytes.length ? bytes[header] & 0x1F : 0;
    }

    /** Whether this is a slice of a picture. */
    public boolean isSlice() {
        return type() == SLICE || type() == IDR_SLICE;
    }

    /** Whether this is the slice with a picture's first macroblock, whose number, zero, is written as a single one bit. */
    public boolean startsPicture() {
        return isSlice() && (header + 1 >= bytes.length || bytes[header + 1] < 0);
    }
}
