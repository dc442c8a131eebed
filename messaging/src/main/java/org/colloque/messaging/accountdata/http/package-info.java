/** The endpoints of account data and tags. */
package org.colloque.messaging.accountdata.http;
