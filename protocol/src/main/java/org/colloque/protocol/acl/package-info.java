/** Server access control lists of rooms. */
package org.colloque.protocol.acl;
