/* Sends the APDUs given in hex, one a line, to the card in the reader of that name, and prints each response: a client over the
   PC/SC library with nothing of ours in it, to compare with. */
#include <stdio.h>
#include <stdlib.h>
#include <winscard.h>

#define LONGEST 258

int main(int argc, char **argv) {
  SCARDCONTEXT context;
  SCARDHANDLE card;
  DWORD protocol;
  char line[2 * LONGEST + 2];
  if (argc != 2 || SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context) != SCARD_S_SUCCESS) return 1;
  if (SCardConnect(context, argv[1], SCARD_SHARE_EXCLUSIVE, SCARD_PROTOCOL_T0, &card, &protocol) != SCARD_S_SUCCESS) return 2;
  while (fgets(line, sizeof line, stdin)) {
    BYTE command[LONGEST], response[LONGEST];
    DWORD sent = 0, received = sizeof response;
    unsigned int byte;
    while (sscanf(line + 2 * sent, "%2x", &byte) == 1) command[sent++] = (BYTE)byte;
    if (SCardTransmit(card, SCARD_PCI_T0, command, sent, NULL, response, &received) != SCARD_S_SUCCESS) return 3;
    for (DWORD at = 0; at < received; at++) printf("%02X", response[at]);
    putchar('\n');
  }
  SCardDisconnect(card, SCARD_UNPOWER_CARD);
  SCardReleaseContext(context);
  return 0;
}
