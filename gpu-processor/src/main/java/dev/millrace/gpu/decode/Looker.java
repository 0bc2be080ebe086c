package dev.millrace.gpu.decode;

import dev.millrace.message.video.VideoPacket;
import java.util.Set;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Looks at every picture of some streams before anybody sees it, so that what is known of it is known first. Thread-safe. */
public interface Looker {

    /** Nobody looks. */
    Looker NOBODY = new Looker() {
        @Override
        public Set<String> streams() {
            return Set.of();
        }

        @Override
        public void take(Looked picture) {
            picture.close();
        }

        @Override
        public void ended(String stream, VideoPacket last, Place place) {}
    };

    /** Whose pictures are looked at now. */
    Set<String> streams();

    /** Takes a picture, which is to be closed; never waits. */
    void take(Looked picture);

    /** The stream has ended with this packet, which carries no picture. */
    void ended(String stream, VideoPacket last, Place place);

    /** Where the packet stands that completed a picture. */
    record Place(int partition, long offset) {}

    /** A picture to be looked at. */
    interface Looked extends AutoCloseable {

        String stream();

        /** Valid until it is closed. */
        AVFrame frame();

        /** The packet that it begins with. */
        VideoPacket head();

        Place place();

        /** Lets those who watch see it, if there are any. */
        void show();

        @Override
        void close();
    }
}
