package org.colloque.messaging.rendezvous;

/**
 * What stands at a meeting place now.
 *
 * @param revision names the payload; another one with each write
 * @param written  milliseconds since the epoch
 * @param expires  milliseconds since the epoch
 */
public record Meeting(String id, byte[] payload, String revision, long written, long expires) {
}
