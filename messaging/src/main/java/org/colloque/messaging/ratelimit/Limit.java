package org.colloque.messaging.ratelimit;

/** What is limited, and to how much: a burst at once, then a steady rate. The key says of whom: an address or a user id. */
public enum Limit {
    /** Logins from one address. */
    LOGIN_ADDRESS(30, 1),
    /** Logins to one account. */
    LOGIN_ACCOUNT(10, 0.2),
    /** Registrations and questions about names, from one address. */
    REGISTRATION(20, 0.5),
    /** Tokens with which one user brings in another device, each asked for twice. */
    LOGIN_TOKEN(10, 0.05),
    /** Mails that are asked for from one address. */
    MAIL_SENDER(20, 0.02),
    /** Mails to one person. */
    MAIL_RECIPIENT(5, 0.005),
    /** Token refreshes from one address. */
    REFRESH(60, 2),
    /** OAuth 2.0 clients that register from one address. */
    CLIENT_REGISTRATION(30, 0.2),
    /** Devices from one address that ask to be let in, and codes of theirs that one person types. */
    DEVICE_LINK(20, 0.1),
    /** Messages of devices that log in by QR code, from one address. */
    RENDEZVOUS(200, 10),
    /** Notices from one address that somebody's address outside Matrix was bound. */
    BINDING(30, 1),
    /** Events that one user sends to rooms. */
    SEND(200, 20),
    /** Joins, invites and knocks of one user. */
    MEMBERSHIP(50, 2),
    /** Searches and other dear questions of one user. */
    SEARCH(20, 2),
    /** Previews of pages that one user asks for. */
    PREVIEW(60, 1);

    private final double burst;
    private final double perSecond;

    Limit(double burst, double perSecond) {
        this.burst = burst;
        this.perSecond = perSecond;
    }

    double burst() {
        return burst;
    }

    double perSecond() {
        return perSecond;
    }
}
