package dev.millrace.topology.tracking;

/**
 * One person that a detector has found in a picture.
 *
 * @param score how sure the detector is, from 0 to 1
 * @param embedding what the person looks like, as a vector of length 1; empty when nobody looked
 */
public record Detection(Box box, double score, Embedding embedding) {

    public static Detection of(Box box, double score) {
        return new Detection(box, score, Embedding.NONE);
    }
}
