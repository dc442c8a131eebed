package org.colloque.messaging.accounts.http;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.colloque.messaging.accounts.UnstableFeatures;

/** Which versions of the specification are spoken. Spec: client-server-api, "API Versions". */
@Path("/_matrix/client/versions")
public class VersionsResource {

    private static final int LATEST = 19;
    private static final List<String> VERSIONS = Stream.concat(Stream.of("r0.6.0", "r0.6.1"),
            IntStream.rangeClosed(1, LATEST).mapToObj(minor -> "v1." + minor)).toList();

    private final Map<String, Boolean> unstable = new TreeMap<>();

    VersionsResource(@All List<UnstableFeatures> features) {
        features.forEach(feature -> unstable.putAll(feature.unstableFeatures()));
    }

    @GET
    public Uni<Map<String, Object>> versions() {
        return Uni.createFrom().item(Map.of("versions", VERSIONS, "unstable_features", unstable));
    }
}
