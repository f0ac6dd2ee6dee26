/**
 * The numbers that a right device computes, and how far others are from them.
 *
 * <p>Internal.
 */
package io.ctattention.check.numbers;
