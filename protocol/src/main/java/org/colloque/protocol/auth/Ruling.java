package org.colloque.protocol.auth;

/** What one rule says: allow, refuse, or leave the event to the next rule. */
sealed interface Ruling {

    record Next() implements Ruling {
        private static final Next NEXT = new Next();
    }

    record Allow() implements Ruling {
        private static final Allow ALLOW = new Allow();
    }

    record Refuse(String reason) implements Ruling {
    }

    static Ruling next() {
        return Next.NEXT;
    }

    static Ruling allow() {
        return Allow.ALLOW;
    }

    static Ruling refuse(String reason) {
        return new Refuse(reason);
    }

    static Ruling allowIf(boolean condition) {
        return condition ? allow() : next();
    }

    static Ruling refuseIf(boolean condition, String reason) {
        return condition ? refuse(reason) : next();
    }

    static Ruling allowOnlyIf(boolean condition, String reason) {
        return condition ? allow() : refuse(reason);
    }
}
