package dev.millrace.gateway.hub.video;

/**
 * What a packet's NAL units show it to be, whatever its header claims.
 *
 * @param isKeyframe decoding can start here: its first slice begins a picture and is an IDR slice
 * @param startsPicture its first slice is its picture's first
 * @param hasSlices whether it holds coded picture data
 * @param hasParameterSets whether it holds an SPS or PPS
 */
record Picture(boolean isKeyframe, boolean startsPicture, boolean hasSlices, boolean hasParameterSets) {

    static Picture of(byte[] bytes, int offset, int length) {
        var units = new NalUnits(bytes, offset, length);
        var hasParameterSets = false;
        while (units.next()) {
            if (units.isSlice()) {
                var starts = units.startsPicture();
                return new Picture(starts && units.type() == NalUnits.IDR_SLICE, starts, true, hasParameterSets);
            }
            hasParameterSets |= units.type() == NalUnits.SPS || units.type() == NalUnits.PPS;
        }
        return new Picture(false, false, false, hasParameterSets);
    }
}
