package dev.millrace.topology.tracking;

import dev.millrace.message.tracking.TrackingDetections;

/**
 * How far a camera has come.
 *
 * @param frame the newest that has passed; -1 for none of this era
 * @param nextTrack the id of whoever comes next
 * @param held pictures that wait for one before them
 * @param skipped pictures between those that have passed, in all
 * @param late that came again, or after their turn, in all
 */
record CameraState(long era, long frame, long nextTrack, int held, long skipped, long late) {

    static final CameraState NEW = new CameraState(0, -1, 1, 0, 0, 0);

    boolean isPast(TrackingDetections detections) {
        return detections.getEra() < era || detections.getEra() == era && detections.getFrame() <= frame;
    }

    /** Whether nothing before it is still to come, as far as it says. */
    boolean isNext(TrackingDetections detections) {
        return !isPast(detections) && (!detections.hasPreviousFrame() || detections.getPreviousFrame() <= frame);
    }

    CameraState begin(long newEra) {
        return new CameraState(newEra, -1, nextTrack, held, skipped, late);
    }

    CameraState passed(long newFrame, long newNextTrack) {
        var between = frame < 0 ? 0 : newFrame - frame - 1;
        return new CameraState(era, newFrame, newNextTrack, held, skipped + between, late);
    }

    CameraState holding(int more) {
        return new CameraState(era, frame, nextTrack, held + more, skipped, late);
    }

    CameraState withLate() {
        return new CameraState(era, frame, nextTrack, held, skipped, late + 1);
    }
}
