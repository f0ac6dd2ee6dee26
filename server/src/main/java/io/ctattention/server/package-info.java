/** The service: classifications and explanations over HTTP, and a page to look at them. */
package io.ctattention.server;
