package dev.millrace.gateway.hub.world;

import java.util.LinkedHashMap;
import java.util.Map;

/** A place in a model's coordinates. */
record Point(double x, double y, double z) {

    static final Point ORIGIN = new Point(0, 0, 0);

    double axis(int index) {
        return index == 0 ? x : index == 1 ? y : z;
    }

    Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("x", x);
        json.put("y", y);
        json.put("z", z);
        return json;
    }
}
