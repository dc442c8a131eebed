package org.colloque.interop;

import static org.colloque.interop.Scenario.anywhere;
import static org.colloque.product.Person.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.colloque.product.Answer;

/** Profiles, aliases, the directory, media, receipts, typing and presence. */
final class ServerScenarios {

    private static final String MEDIA = "/_matrix/client/v1/media";
    private static final byte[] PICTURE = java.util.Base64.getDecoder().decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private ServerScenarios() {
    }

    static List<Scenario> all() {
        return List.of(
            anywhere("profile", ServerScenarios::profile),
            anywhere("a new display name reaches the room", ServerScenarios::displayNameInRoom),
            anywhere("alias", ServerScenarios::alias),
            anywhere("public rooms", ServerScenarios::publicRooms),
            anywhere("media", ServerScenarios::media),
            anywhere("receipts", ServerScenarios::receipts),
            anywhere("typing", ServerScenarios::typing),
            anywhere("presence", ServerScenarios::presence));
    }

    private static Shared shared(Stage stage) {
        Stage rooms = new Stage(stage.host(), stage.guest(), 10);
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String room = rooms.sharedRoom(alice, bob);
        Stage.awaitMembership(alice, room, bob, "join");
        return new Shared(room, alice, bob);
    }

    private static void profile(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        alice.put("/profile/" + encoded(alice.id()) + "/displayname", Map.of("displayname", "Alice Martin"));
        alice.put("/profile/" + encoded(alice.id()) + "/avatar_url", Map.of("avatar_url", "mxc://" + alice.server() + "/avatar"));
        JsonNode profile = bob.get("/profile/" + encoded(alice.id()));
        Failure.unlessEqual("Alice Martin", profile.path("displayname").asText(), "the display name");
        Failure.unlessEqual("mxc://" + alice.server() + "/avatar", profile.path("avatar_url").asText(), "the avatar");
        Failure.unlessEqual("Alice Martin", bob.get("/profile/" + encoded(alice.id()) + "/displayname").path("displayname").asText(), "the name alone");
        Failure.unlessEqual(404, bob.tryGet("/profile/" + encoded("@nobody:" + alice.server())).status(), "the profile of nobody");
    }

    private static void displayNameInRoom(Stage stage) {
        Shared shared = shared(stage);
        shared.alice().put("/profile/" + encoded(shared.alice().id()) + "/displayname", Map.of("displayname", "Alice Durand"));
        Patience.usual().until("the guest sees the host's new name", () -> shared.bob().state(shared.room(), "m.room.member", shared.alice().id())
            .path("displayname").asText().equals("Alice Durand"));
    }

    private static void alias(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String room = alice.create("10", Map.of("preset", "public_chat"));
        String alias = "#" + Stage.unique("été") + ":" + alice.server();
        alice.put("/directory/room/" + encoded(alias), Map.of("room_id", room));
        JsonNode found = bob.get("/directory/room/" + encoded(alias));
        Failure.unlessEqual(room, found.path("room_id").asText(), "the alias's room");
        Failure.unless(Json.each(found.path("servers")).anyMatch(server -> server.asText().equals(alice.server())), "the servers lack the host: " + found);
        alice.person().call("DELETE", "/_matrix/client/v3/directory/room/" + encoded(alias), null).orFail();
        Failure.unlessEqual(404, bob.tryGet("/directory/room/" + encoded(alias)).status(), "the alias that was deleted");
    }

    private static void publicRooms(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String name = Stage.unique("Open office ");
        String room = alice.create("10", Map.of("preset", "public_chat", "visibility", "public", "name", name, "topic", "for all"));
        Patience.usual().until("the guest finds the room in the host's directory", () -> {
            JsonNode page = bob.post("/publicRooms?server=" + encoded(alice.server()), Map.of("filter", Map.of("generic_search_term", name), "limit", 10));
            return Json.each(page.get("chunk")).anyMatch(entry -> entry.get("room_id").asText().equals(room) && entry.path("name").asText().equals(name)
                && entry.path("num_joined_members").asInt() == 1 && entry.path("topic").asText().equals("for all"));
        });
        JsonNode first = bob.get("/publicRooms?limit=1&server=" + encoded(alice.server()));
        Failure.unlessEqual(1, first.get("chunk").size(), "a page of one");
    }

    private static void media(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String uri = alice.person().api().upload("/_matrix/media/v3/upload?filename=" + encoded("été.png"), alice.person().token(), "image/png",
            Buffer.buffer(PICTURE)).orFail().get("content_uri").asText();
        String file = uri.substring("mxc://".length());
        Answer download = bob.person().call("GET", MEDIA + "/download/" + file, null);
        Failure.unless(download.ok() && Arrays.equals(PICTURE, download.body()), "the file was not fetched: " + download.status() + " " + download.text());
        Answer thumbnail = bob.person().call("GET", MEDIA + "/thumbnail/" + file + "?width=32&height=32&method=scale", null);
        Failure.unless(thumbnail.ok() && thumbnail.body().length > 0, "no thumbnail: " + thumbnail.status() + " " + thumbnail.text());
        Answer absent = bob.person().call("GET", MEDIA + "/download/" + alice.server() + "/nothing", null);
        Failure.unlessEqual(404, absent.status(), "a file that is not there");
    }

    private static void receipts(Stage stage) {
        Shared shared = shared(stage);
        String event = shared.alice().say(shared.room(), "have you read this?");
        Stage.awaitText(shared.bob(), shared.room(), "have you read this?");
        Syncing sync = Syncing.of(shared.alice());
        shared.bob().post(Member.rooms(shared.room()) + "/receipt/m.read/" + encoded(event), Map.of());
        sync.untilAny("the receipt is in the host's sync", shared.ephemeral(), edu -> edu.path("type").asText().equals("m.receipt")
            && edu.path("content").path(event).path("m.read").path(shared.bob().id()).has("ts"));
    }

    private static void typing(Stage stage) {
        Shared shared = shared(stage);
        Syncing sync = Syncing.of(shared.alice());
        String path = Member.rooms(shared.room()) + "/typing/" + encoded(shared.bob().id());
        shared.bob().put(path, Map.of("typing", true, "timeout", 20_000));
        sync.untilAny("the host's sync says that the guest types", shared.ephemeral(), edu -> isTyping(edu, shared.bob()));
        shared.bob().put(path, Map.of("typing", false));
        sync.untilAny("the host's sync says that the guest has stopped", shared.ephemeral(),
            edu -> edu.path("type").asText().equals("m.typing") && !isTyping(edu, shared.bob()));
    }

    private static boolean isTyping(JsonNode edu, Member who) {
        return edu.path("type").asText().equals("m.typing") && Json.each(edu.at("/content/user_ids")).anyMatch(user -> user.asText().equals(who.id()));
    }

    private static void presence(Stage stage) {
        Shared shared = shared(stage);
        Syncing sync = Syncing.of(shared.alice());
        shared.bob().put("/presence/" + encoded(shared.bob().id()) + "/status", Map.of("presence", "unavailable", "status_msg", "at lunch"));
        sync.untilAny("the guest's presence is in the host's sync", "/presence/events", event -> event.path("sender").asText().equals(shared.bob().id())
            && event.at("/content/status_msg").asText().equals("at lunch"));
    }

    private record Shared(String room, Member alice, Member bob) {

        String ephemeral() {
            return "/rooms/join" + Syncing.step(room) + "/ephemeral/events";
        }
    }
}
