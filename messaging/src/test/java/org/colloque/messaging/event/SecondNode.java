package org.colloque.messaging.event;

import io.quarkus.arc.Arc;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.colloque.messaging.event.append.AppendStore;
import org.colloque.messaging.event.append.HeadStore;
import org.colloque.messaging.event.append.RoomHeads;
import org.colloque.messaging.event.names.NameStore;
import org.colloque.messaging.event.partial.PartialRoomStore;
import org.colloque.messaging.event.relation.RelationStore;
import org.colloque.messaging.event.state.SnapshotStore;

/** The event core once more beside the application's own, with nothing shared but the database: another node. */
final class SecondNode {

    private static final String PACKAGE = "org.colloque.messaging.event";
    private static final Map<Class<?>, String> IMPLEMENTATIONS = Map.of(
            EventPipeline.class, ".pipeline.StepwisePipeline",
            RoomReads.class, ".CachedRoomReads",
            EventStore.class, ".hibernate.HibernateEventStore",
            NameStore.class, ".hibernate.HibernateNameStore",
            HeadStore.class, ".hibernate.HibernateHeadStore",
            AppendStore.class, ".hibernate.HibernateAppendStore",
            RelationStore.class, ".hibernate.HibernateRelationStore",
            SnapshotStore.class, ".hibernate.HibernateSnapshotStore",
            PartialRoomStore.class, ".hibernate.HibernatePartialRoomStore");

    private static final Set<Class<?>> PORTS = Set.of(RemoteEvents.class, RemotePolicy.class);

    private final Map<Class<?>, Object> parts = new HashMap<>();

    EventPipeline pipeline() {
        return get(EventPipeline.class);
    }

    RoomReads reads() {
        return get(RoomReads.class);
    }

    RoomHeads heads() {
        return get(RoomHeads.class);
    }

    private <T> T get(Class<T> type) {
        Object part = parts.get(type);
        if (part == null) {
            part = make(type);
            parts.put(type, part);
        }
        return type.cast(part);
    }

    private Object make(Class<?> type) {
        boolean ofTheCore = type.getName().startsWith(PACKAGE) && !PORTS.contains(type);
        return ofTheCore ? construct(implementation(type)) : Arc.container().instance(type).get();
    }

    private static Class<?> implementation(Class<?> type) {
        String name = IMPLEMENTATIONS.get(type);
        try {
            return name == null ? type : Class.forName(PACKAGE + name, true, type.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private Object construct(Class<?> type) {
        Constructor<?> constructor = Arrays.stream(type.getDeclaredConstructors())
                .max(Comparator.comparingInt(Constructor::getParameterCount)).orElseThrow();
        constructor.setAccessible(true);
        try {
            return constructor.newInstance(Arrays.stream(constructor.getParameterTypes()).map(this::get).toArray());
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("No " + type.getName(), failure);
        }
    }
}
