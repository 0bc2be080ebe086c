package dev.millrace.gateway.hub.world;

import java.util.Arrays;
import java.util.StringTokenizer;

/** Reads the lines of a Wavefront OBJ file. Faces of more than three corners become fans. Not thread-safe. */
final class ObjParser {

    private static final int MOST_VERTICES = 2_000_000;
    private static final int MOST_TRIANGLES = 4_000_000;

    private double[] coordinates = new double[3 * 1024];
    private int[] triangles = new int[3 * 1024];
    private int vertexCount;
    private int triangleCount;

    /** @return what is wrong with it; empty when nothing is */
    String line(String line) {
        var words = new StringTokenizer(line);
        if (!words.hasMoreTokens()) return "";
        var kind = words.nextToken();
        if (kind.equals("v")) return vertex(words);
        return kind.equals("f") ? face(words) : "";
    }

    ObjModel finish() {
        if (triangleCount == 0) return new ObjModel.Rejected("there are no faces");
        return new Mesh(Arrays.copyOf(coordinates, 3 * vertexCount), Arrays.copyOf(triangles, 3 * triangleCount));
    }

    private String vertex(StringTokenizer words) {
        if (vertexCount == MOST_VERTICES) return "more than " + MOST_VERTICES + " vertices";
        if (words.countTokens() < 3) return "a vertex has three coordinates";
        if (3 * vertexCount == coordinates.length) coordinates = Arrays.copyOf(coordinates, 2 * coordinates.length);
        for (var axis = 0; axis < 3; axis++) {
            var value = number(words.nextToken());
            if (!Double.isFinite(value)) return "a coordinate is not a number";
            coordinates[3 * vertexCount + axis] = value;
        }
        vertexCount++;
        return "";
    }

    private String face(StringTokenizer words) {
        if (words.countTokens() < 3) return "a face has at least three corners";
        var first = corner(words.nextToken());
        var previous = corner(words.nextToken());
        while (words.hasMoreTokens()) {
            var next = corner(words.nextToken());
            if (first < 0 || previous < 0 || next < 0) return "a corner is not a vertex seen before";
            if (triangleCount == MOST_TRIANGLES) return "more than " + MOST_TRIANGLES + " triangles";
            add(first, previous, next);
            previous = next;
        }
        return "";
    }

    private void add(int a, int b, int c) {
        if (3 * triangleCount == triangles.length) triangles = Arrays.copyOf(triangles, 2 * triangles.length);
        triangles[3 * triangleCount] = a;
        triangles[3 * triangleCount + 1] = b;
        triangles[3 * triangleCount + 2] = c;
        triangleCount++;
    }

    /** The vertex of {@code 7}, {@code 7/1}, {@code 7//2} or {@code -1}, from 0; -1 when there is none. */
    private int corner(String word) {
        var slash = word.indexOf('/');
        try {
            var index = Integer.parseInt(slash < 0 ? word : word.substring(0, slash));
            if (index > 0 && index <= vertexCount) return index - 1;
            return index < 0 && index >= -vertexCount ? vertexCount + index : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static double number(String word) {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
