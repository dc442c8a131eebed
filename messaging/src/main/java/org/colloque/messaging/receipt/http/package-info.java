/** The endpoints of receipts and read markers. */
package org.colloque.messaging.receipt.http;
