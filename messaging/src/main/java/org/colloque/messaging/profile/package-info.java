/** What people say of themselves: display name, avatar and whatever else. */
package org.colloque.messaging.profile;
