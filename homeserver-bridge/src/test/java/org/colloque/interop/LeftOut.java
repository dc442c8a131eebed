package org.colloque.interop;

/** A scenario cannot be played, since one of the two servers does not have what it takes. */
final class LeftOut extends RuntimeException {

    LeftOut(String why) {
        super(why);
    }
}
