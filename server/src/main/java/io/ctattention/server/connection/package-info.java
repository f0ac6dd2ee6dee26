/** How many connections each address may have. */
package io.ctattention.server.connection;
