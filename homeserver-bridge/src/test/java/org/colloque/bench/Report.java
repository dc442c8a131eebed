package org.colloque.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The figures that were measured, as a table and as JSON. */
final class Report {

    private final List<Figure> figures = new ArrayList<>();

    /** Adds a figure that is to be at least so much. */
    void atLeast(String name, double value, String unit, double target) {
        add(new Figure(name, value, unit, "≥ " + number(target), value >= target));
    }

    /** Adds a figure that is to be at most so much. */
    void atMost(String name, double value, String unit, double target) {
        add(new Figure(name, value, unit, "≤ " + number(target), value <= target));
    }

    /** Adds a figure without a target. */
    void figure(String name, double value, String unit) {
        add(new Figure(name, value, unit, "", true));
    }

    private void add(Figure figure) {
        figures.add(figure);
        System.out.println(figure.line());
    }

    void write(Path file, String what) throws IOException {
        var mapper = new ObjectMapper();
        var root = mapper.createObjectNode().put("measured", what);
        ArrayNode list = root.putArray("figures");
        figures.forEach(figure -> list.addObject().put("name", figure.name).put("value", figure.value).put("unit", figure.unit)
            .put("target", figure.target).put("reached", figure.reached));
        mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    }

    private static String number(double value) {
        return value >= 100 || value == Math.rint(value) ? String.format("%,.0f", value) : String.format("%,.2f", value);
    }

    private record Figure(String name, double value, String unit, String target, boolean reached) {

        String line() {
            return "%-58s %12s %-16s %-10s %s".formatted(name, number(value), unit, target, reached ? "" : "not reached");
        }
    }
}
