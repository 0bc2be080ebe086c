package dev.millrace.gateway.hub.world;

import java.util.List;

/** A place in a grid. */
record Cell(int x, int y, int z) {

    List<Integer> json() {
        return List.of(x, y, z);
    }
}
