/** The endpoints of reports. */
package org.colloque.messaging.report.http;
