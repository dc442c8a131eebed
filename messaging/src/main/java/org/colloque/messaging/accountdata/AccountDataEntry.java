package org.colloque.messaging.accountdata;

/**
 * One piece of account data.
 *
 * @param content  the JSON object as it was put
 * @param position its place in the log
 */
public record AccountDataEntry(String type, byte[] content, long position) {
}
