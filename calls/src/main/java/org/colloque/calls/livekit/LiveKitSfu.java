package org.colloque.calls.livekit;

import io.livekit.server.RoomServiceClient;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import livekit.LivekitModels.ParticipantInfo;
import okhttp3.OkHttpClient;
import org.colloque.calls.CallsSettings;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.jboss.logging.Logger;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

/** LiveKit by its server API, at the one address that the administrator configured. */
@ApplicationScoped
class LiveKitSfu implements Sfu {

    private static final Logger LOG = Logger.getLogger(LiveKitSfu.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;

    private final OkHttpClient http = new OkHttpClient.Builder().callTimeout(PATIENCE).build();
    private final Optional<RoomServiceClient> rooms;

    LiveKitSfu(CallsSettings settings) {
        this.rooms = settings.livekit().map(livekit ->
                RoomServiceClient.createClient(livekit.apiUrl(), livekit.key(), livekit.secret(), () -> http));
    }

    void stop(@Observes ShutdownEvent event) {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    @Override
    public Uni<Void> createRoom(String room) {
        return ask(client().createRoom(room)).invoke(LiveKitSfu::successful).replaceWithVoid();
    }

    @Override
    public Uni<Optional<String>> session(String room, String participant) {
        return ask(client().getParticipant(room, participant)).map(answer -> {
            if (answer.code() == NOT_FOUND) {
                return Optional.empty();
            }
            successful(answer);
            return Optional.of(answer.body()).filter(LiveKitSfu::isThere).map(ParticipantInfo::getSid);
        });
    }

    private RoomServiceClient client() {
        return rooms.orElseThrow(() -> new IllegalStateException("calls are off"));
    }

    private static boolean isThere(ParticipantInfo participant) {
        return participant.getState() != ParticipantInfo.State.DISCONNECTED;
    }

    private static void successful(Response<?> answer) {
        if (!answer.isSuccessful()) {
            LOG.warnf("LiveKit answered %d %s", answer.code(), answer.message());
            throw unreachable();
        }
    }

    private static <T> Uni<Response<T>> ask(Call<T> call) {
        return Uni.createFrom().emitter(emitter -> call.enqueue(new Answer<>(emitter)));
    }

    private static MatrixException unreachable() {
        return new MatrixException(Errcode.M_UNKNOWN, "The media server does not answer.").withStatus(UNAVAILABLE);
    }

    private record Answer<T>(UniEmitter<? super Response<T>> emitter) implements Callback<T> {

        @Override
        public void onResponse(Call<T> call, Response<T> response) {
            emitter.complete(response);
        }

        @Override
        public void onFailure(Call<T> call, Throwable failure) {
            LOG.warnf("LiveKit does not answer: %s", failure.toString());
            emitter.fail(unreachable());
        }
    }
}
