/** Finding people by name. */
package org.colloque.messaging.userdirectory;
