/** Read receipts and read markers. */
package org.colloque.messaging.receipt;
