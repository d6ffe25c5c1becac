"""A mail server on loopback for tests/digest.rs: keeps each message as a file, slow or strict where asked.

    python3 smtp_server.py FOLDER [--delay SECONDS] [--refuse ADDRESS] [--cert FILE --key FILE]

Prints its port when it listens, and serves until its standard input ends. What a client had accepted is in FOLDER, a file a message, named
after the recipient; a message is kept before the client hears that it was.
"""
import argparse, asyncio, logging, pathlib, ssl, sys
from aiosmtpd.smtp import SMTP

arguments = argparse.ArgumentParser()
arguments.add_argument("folder", type=pathlib.Path)
arguments.add_argument("--delay", type=float, default=0)
arguments.add_argument("--refuse")
arguments.add_argument("--cert")
arguments.add_argument("--key")
asked = arguments.parse_args()
logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # a client that trusts no certificate is a test, too


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address == asked.refuse:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(asked.delay / 2)
        name = f"{envelope.rcpt_tos[0]}-{len(list(asked.folder.iterdir()))}.eml"
        (asked.folder / name).write_bytes(envelope.content)
        await asyncio.sleep(asked.delay / 2)
        return "250 kept"


async def serve():
    context = None
    if asked.cert:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(asked.cert, asked.key)
    factory = lambda: SMTP(Handler(), tls_context=context, require_starttls=bool(context), enable_SMTPUTF8=True)
    server = await asyncio.get_running_loop().create_server(factory, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


asyncio.run(serve())
