package dev.millrace.registry;

/** A request that is answered with one of the registry's error codes. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Code code;
    private final String sentence;

    Refused(Code code, String sentence) {
        super(sentence, null, false, false);
        this.code = code;
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }

    Code code() {
        return code;
    }

    /** Confluent's codes; the first three digits of the long ones are the HTTP status, but for a store that is away. */
    enum Code {
        BAD_REQUEST(400, 400),
        NOT_FOUND(404, 404),
        SUBJECT_NOT_FOUND(404, 40401),
        VERSION_NOT_FOUND(404, 40402),
        SCHEMA_NOT_FOUND(404, 40403),
        SUBJECT_SOFT_DELETED(404, 40404),
        SUBJECT_NOT_SOFT_DELETED(404, 40405),
        VERSION_SOFT_DELETED(404, 40406),
        VERSION_NOT_SOFT_DELETED(404, 40407),
        SUBJECT_LEVEL_NOT_SET(404, 40408),
        SUBJECT_MODE_NOT_SET(404, 40409),
        METHOD_NOT_ALLOWED(405, 405),
        INCOMPATIBLE(409, 409),
        TOO_LARGE(413, 413),
        INVALID_SCHEMA(422, 42201),
        INVALID_VERSION(422, 42202),
        INVALID_LEVEL(422, 42203),
        INVALID_SUBJECT(422, 42208),
        STORE_AWAY(503, 50001);

        private final int status;
        private final int number;

        Code(int status, int number) {
            this.status = status;
            this.number = number;
        }

        int status() {
            return status;
        }

        int number() {
            return number;
        }
    }
}
