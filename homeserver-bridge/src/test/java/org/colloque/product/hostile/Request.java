package org.colloque.product.hostile;

import java.util.Set;

/**
 * A request that must be refused.
 *
 * @param what    what is wrong with it
 * @param path    the part after {@code /_matrix/client}; {@code {room}} and {@code {me}} stand for identifiers of the test
 * @param status  the status that must be answered
 * @param errcode the error codes of which one must be answered
 */
record Request(String what, String method, String path, String body, int status, Set<String> errcode) {

    static Request put(String what, String path, String body, int status, String... errcode) {
        return new Request(what, "PUT", path, body, status, Set.of(errcode));
    }

    static Request post(String what, String path, String body, int status, String... errcode) {
        return new Request(what, "POST", path, body, status, Set.of(errcode));
    }

    static Request get(String what, String path, int status, String... errcode) {
        return new Request(what, "GET", path, null, status, Set.of(errcode));
    }

    Request in(String room, String me) {
        return new Request(what, method, path.replace("{room}", room).replace("{me}", me), body, status, errcode);
    }

    @Override
    public String toString() {
        return what + ": " + method + " " + (path.length() > 80 ? path.substring(0, 80) + "…" : path);
    }
}
