package org.colloque.bench;

/** One measurement. */
interface Scenario {

    /** By which it is asked for. */
    String name();

    /** Takes it and reports its figures. Makes the people and rooms that it needs. */
    void measure(Target target, Options options, Report report);
}
