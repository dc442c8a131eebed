package org.colloque.messaging.accounts;

/**
 * What administrators have done to an account. Spec: client-server-api, "Account locking" and "Account suspension".
 *
 * @param locked    nothing can be done with the account but logging out
 * @param suspended its owner may read, but not act on others
 */
public record Standing(boolean locked, boolean suspended) {

    public static final Standing GOOD = new Standing(false, false);
}
