package org.colloque.bridge.appservice;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;

/** The service with application services. */
public class WithBridges implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(BridgeTestResource.class));
    }
}
