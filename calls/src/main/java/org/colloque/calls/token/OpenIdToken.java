package org.colloque.calls.token;

import org.colloque.protocol.id.ServerName;

/**
 * With what somebody shows who they are.
 *
 * @param server the server that gave the token and knows whose it is
 */
public record OpenIdToken(String accessToken, ServerName server) {
}
