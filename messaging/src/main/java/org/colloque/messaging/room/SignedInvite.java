package org.colloque.messaging.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.colloque.protocol.id.UserId;

/**
 * An identity server's word that an address which was invited to a room is this user's.
 *
 * @param sender  who invited the address
 * @param invited whose address it is
 * @param token   names the {@code m.room.third_party_invite} event
 * @param signed  what the identity server has signed: the invited user and the token
 */
public record SignedInvite(UserId sender, UserId invited, String token, ObjectNode signed) {
}
