package dev.millrace.gpu.model;

/**
 * On what models are to run.
 *
 * @param isCuda an NVIDIA card, not the processor
 * @param number of the card
 */
record Device(boolean isCuda, int number) {

    static final Device CPU = new Device(false, 0);

    /** As settings say it: {@code cpu}, {@code cuda} or {@code cuda:1}. */
    static Device of(String text) {
        if (text.equals("cpu")) return CPU;
        if (text.equals("cuda")) return new Device(true, 0);
        if (text.matches("cuda:[0-9]{1,3}")) return new Device(true, Integer.parseInt(text.substring(5)));
        throw new IllegalArgumentException("device must be cpu or cuda:0, cuda:1, …, not " + text);
    }

    @Override
    public String toString() {
        return isCuda ? "cuda:" + number : "cpu";
    }
}
