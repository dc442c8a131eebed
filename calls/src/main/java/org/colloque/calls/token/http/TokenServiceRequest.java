package org.colloque.calls.token.http;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.colloque.calls.leave.DelegatedLeaveService.Wish;
import org.colloque.calls.livekit.SfuNames;
import org.colloque.calls.token.CallRequest;
import org.colloque.calls.token.OpenIdToken;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;

/**
 * A request to the token service.
 *
 * @param claimed the user that the client says it is
 */
record TokenServiceRequest(OpenIdToken token, Optional<UserId> claimed, CallRequest call) {

    private static final Set<String> LEGACY = Set.of("room", "openid_token", "device_id", "delay_id", "delay_timeout", "delay_cs_api_url");
    private static final Set<String> CURRENT = Set.of("room_id", "slot_id", "openid_token", "member", "delay_id", "delay_timeout",
            "delay_cs_api_url");
    private static final Set<String> TOKEN = Set.of("access_token", "token_type", "matrix_server_name", "expires_in");
    private static final Set<String> MEMBER = Set.of("id", "claimed_user_id", "claimed_device_id");

    /** The body of {@code /sfu/get}. */
    static TokenServiceRequest legacy(byte[] body) {
        StrictJson json = StrictJson.parse(body, LEGACY);
        return new TokenServiceRequest(token(json), Optional.empty(), new CallRequest(identifier(json, "room", RoomId::parse),
                SfuNames.ROOM_CALL, new CallRequest.DeviceMember(json.text("device_id")), leave(json)));
    }

    /** The body of {@code /get_token} and {@code /delegate_delayed_leave}. */
    static TokenServiceRequest current(byte[] body) {
        StrictJson json = StrictJson.parse(body, CURRENT);
        StrictJson member = json.object("member", MEMBER);
        return new TokenServiceRequest(token(json), Optional.of(identifier(member, "claimed_user_id", UserId::parse)),
                new CallRequest(identifier(json, "room_id", RoomId::parse), json.text("slot_id"),
                        new CallRequest.RtcMember(member.text("id"), member.text("claimed_device_id")), leave(json)));
    }

    private static OpenIdToken token(StrictJson json) {
        StrictJson token = json.object("openid_token", TOKEN);
        return new OpenIdToken(token.text("access_token"), identifier(token, "matrix_server_name", ServerName::parse));
    }

    /** The delayed event and its delay come together. Which server keeps it is known from the user, whatever the request says. */
    private static Optional<Wish> leave(StrictJson json) {
        Optional<String> delayId = json.optionalText("delay_id");
        Optional<Long> delay = json.optionalInteger("delay_timeout");
        if (delayId.isEmpty() && (delay.isPresent() || json.optionalText("delay_cs_api_url").isPresent())) {
            throw StrictJson.missing("delay_id");
        }
        if (delayId.isPresent() && delay.isEmpty()) {
            throw StrictJson.missing("delay_timeout");
        }
        return delayId.map(id -> new Wish(id, delay));
    }

    private static <T> T identifier(StrictJson json, String field, Function<String, T> parse) {
        try {
            return parse.apply(json.text(field));
        } catch (InvalidIdentifierException invalid) {
            throw MatrixException.badJson(invalid.getMessage());
        }
    }
}
