package org.colloque.product.drills;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Writes what each drill found into a file of its own below {@code target/drills}: number, fault, what was measured, whether it holds. */
final class DrillReport implements ParameterResolver, AfterTestExecutionCallback {

    private static final Path FOLDER = Path.of("target", "drills");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Measured.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        Measured measured = new Measured();
        store(test).put(Measured.class, measured);
        return measured;
    }

    @Override
    public void afterTestExecution(ExtensionContext test) {
        Drill drill = test.getRequiredTestMethod().getAnnotation(Drill.class);
        Measured measured = store(test).get(Measured.class, Measured.class);
        String line = String.join("\t", String.format(Locale.ROOT, "%02d", drill.number()), drill.fault(),
                measured == null ? "" : measured.toString(), test.getExecutionException().isEmpty() ? "yes" : "no");
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve("%02d-%s.tsv".formatted(drill.number(), test.getRequiredTestMethod().getName())), line + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static ExtensionContext.Store store(ExtensionContext test) {
        return test.getStore(ExtensionContext.Namespace.create(DrillReport.class, test.getUniqueId()));
    }
}
