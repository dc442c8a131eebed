package org.colloque.calls.livekit;

/** What LiveKit says about a participant of a room. */
public sealed interface SfuReport {

    String room();

    String participant();

    String session();

    /** The participant is connected. */
    record Joined(String room, String participant, String session) implements SfuReport {
    }

    /** The participant's connection is over, or was never made. */
    record Left(String room, String participant, String session) implements SfuReport {
    }
}
