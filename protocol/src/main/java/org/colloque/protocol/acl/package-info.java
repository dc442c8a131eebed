/** Server access control lists of rooms, and the globs that they and push rules match with. */
package org.colloque.protocol.acl;
