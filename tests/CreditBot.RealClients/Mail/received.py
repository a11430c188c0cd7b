"""A real SMTP server (aiosmtpd) that tells as JSON lines what Python's own mail parser reads: python3 received.py"""

import email
import email.policy
import hashlib
import json
import sys
import threading

from aiosmtpd.controller import Controller


class Mailbox:
    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
        attachments = [
            {"name": part.get_filename(), "sha256": hashlib.sha256(part.get_payload(decode=True)).hexdigest()}
            for part in message.iter_attachments()
        ]
        said = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "fields": message.keys(),
            "subject": message["Subject"],
            "headerTo": [address.addr_spec for address in message["To"].addresses],
            "date": message["Date"].datetime.isoformat(),
            "messageId": message["Message-ID"],
            "unsubscribe": message["List-Unsubscribe"],
            "text": message.get_body(("plain",)).get_content(),
            "html": message.get_body(("html",)).get_content(),
            "attachments": attachments,
            "defects": [str(defect) for part in message.walk() for defect in part.defects],
        }
        print(json.dumps(said), flush=True)
        return "250 OK"


controller = Controller(Mailbox(), hostname="127.0.0.1", port=int(sys.argv[1]), enable_SMTPUTF8=True)
controller.start()
print("ready", flush=True)
threading.Event().wait()
