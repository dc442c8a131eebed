package org.colloque.protocol.push;

import java.util.ArrayList;
import java.util.List;

/** Dot-separated property paths. Spec: appendices, "Dot-separated property paths". */
final class PropertyPath {

    private PropertyPath() {
    }

    /** The property names of a path, outermost first. A backslash escapes a dot or a backslash, and stands for itself elsewhere. */
    static List<String> parse(String path) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            char next = i + 1 < path.length() ? path.charAt(i + 1) : ' ';
            if (c == '\\' && (next == '.' || next == '\\')) {
                name.append(next);
                i++;
            } else if (c == '.') {
                names.add(name.toString());
                name.setLength(0);
            } else {
                name.append(c);
            }
        }
        names.add(name.toString());
        return List.copyOf(names);
    }
}
