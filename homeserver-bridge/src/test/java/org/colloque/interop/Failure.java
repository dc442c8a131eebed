package org.colloque.interop;

/** A scenario does not end as it must. */
final class Failure extends RuntimeException {

    Failure(String what) {
        super(what);
    }

    static void unless(boolean so, String what) {
        if (!so) {
            throw new Failure(what);
        }
    }

    /** Fails unless the two are equal. */
    static void unlessEqual(Object wanted, Object found, String what) {
        unless(wanted.equals(found), what + ": " + found + " instead of " + wanted);
    }
}
