/** The endpoints of profiles. */
package org.colloque.messaging.profile.http;
