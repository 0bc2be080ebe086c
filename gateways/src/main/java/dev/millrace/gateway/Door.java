package dev.millrace.gateway;

/**
 * A port this gateway listens on.
 *
 * @param name {@code console} for the public one, else the capability it serves at its root
 * @param setting the key of the port
 */
record Door(String name, String setting, int port, boolean isSecure) {

    static final String PUBLIC = "console";

    boolean isPublic() {
        return name.equals(PUBLIC);
    }
}
